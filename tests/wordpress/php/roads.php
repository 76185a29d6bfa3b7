<?php
// Shuts the roads that the option "shut_roads" names, as plugins for security do.
$shut = explode(',', get_option('shut_roads', ''));

if (in_array('rest', $shut, true)) {
    add_filter('rest_authentication_errors', function () {
        return new WP_Error('rest_disabled', 'No API here.', ['status' => 401]);
    });
    remove_action('wp_head', 'rest_output_link_wp_head');
}
if (in_array('sitemaps', $shut, true)) {
    add_filter('wp_sitemaps_enabled', '__return_false');
}
if (in_array('feeds', $shut, true)) {
    foreach (['do_feed', 'do_feed_rdf', 'do_feed_rss', 'do_feed_rss2', 'do_feed_atom'] as $feed) {
        add_action($feed, function () {
            wp_die('No feed here.', '', ['response' => 403]);
        }, 1);
    }
}
