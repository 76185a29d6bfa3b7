<?php
// Installs WordPress as its installer does, with the newspaper's settings.
define('WP_INSTALLING', true);
require __DIR__ . '/paper.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

function wp_mail() { return true; }

wp_install('Harbour Lite', 'editor', 'editor@example.com', true, '', 'quay');
wp_delete_post(1, true); // "Hello world!"

update_option('timezone_string', 'Europe/London');
update_option('blogdescription', 'An invented newspaper');
update_option('page_comments', 0);
update_option('comment_moderation', 0);
$wp_rewrite->set_permalink_structure('/%year%/%category%/%postname%/');
$wp_rewrite->flush_rules();
