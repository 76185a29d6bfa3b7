<?php
// The theme says nothing to machines: no canonical address, no shortlink, no classes
// that mean anything. Its class names are drawn anew at each start.
add_action('after_setup_theme', function () {
    add_theme_support('title-tag');
    add_theme_support('post-thumbnails');
    add_theme_support('html5', ['comment-list', 'gallery', 'caption']);
    register_nav_menus(['primary' => 'Sections']);
    remove_action('wp_head', 'rel_canonical');
    remove_action('wp_head', 'wp_shortlink_wp_head');
    remove_action('wp_head', 'rest_output_link_wp_head');
    remove_action('wp_head', 'wp_oembed_add_discovery_links');
    remove_action('wp_head', 'feed_links_extra', 3);
    remove_action('template_redirect', 'wp_shortlink_header', 11);
    remove_action('template_redirect', 'rest_output_link_header', 11);
});
add_filter('nav_menu_css_class', '__return_empty_array');
add_filter('nav_menu_item_id', '__return_empty_string');

// The class attribute for a part of the page.
function drawn(string $part): void {
    static $names = null;
    $names ??= json_decode(file_get_contents(__DIR__ . '/names.json'), true);
    echo 'class="' . $names[$part] . '"';
}

// A list of cards: picture, title and as many words as asked.
function cards(array $posts, int $words): void {
    foreach ($posts as $post) {
        $excerpt = wp_trim_words(get_the_excerpt($post), $words, '');
        ?>
        <div <?php drawn('card'); ?>>
            <h4 <?php drawn('card-title'); ?>><a href="<?php echo get_permalink($post); ?>"><?php echo get_the_title($post); ?></a></h4>
            <div <?php drawn('card-text'); ?>><?php echo esc_html($excerpt); ?></div>
        </div>
        <?php
    }
}

// Previous Story or Next Story.
function neighbour(string $label, $post): void {
    if (!$post) {
        return;
    }
    ?>
    <div <?php drawn('neighbour'); ?>><a href="<?php echo get_permalink($post); ?>">
        <span <?php drawn('neighbour-label'); ?>><?php echo $label; ?></span>
        <span <?php drawn('neighbour-title'); ?>><?php echo get_the_title($post); ?></span>
    </a></div>
    <?php
}
