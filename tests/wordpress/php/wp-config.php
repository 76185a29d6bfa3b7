<?php
// Written for each start; the values stand in settings.json beside the site.
$settings = json_decode(file_get_contents(dirname(__DIR__) . '/settings.json'), true);

define('DB_NAME', $settings['database']);
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . $settings['socket']);
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_HOME', $settings['address']);
define('WP_SITEURL', $settings['address']);
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $key) {
    define($key . '_KEY', $settings['secret']);
    define($key . '_SALT', $settings['secret']);
}

// Pages are kept by advanced-cache.php.
define('WP_CACHE', true);

// No wp-cron calling itself, no update checks, nothing outside this machine.
define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);

$table_prefix = 'wp_';
require_once ABSPATH . 'wp-settings.php';
