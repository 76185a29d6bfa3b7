<?php
// Makes an installed WordPress a newspaper: sections, authors, pages and menus. Not
// in one run with the installer, which does not know the form of addresses yet.
require __DIR__ . '/paper.php';

foreach ($paper['sections'] as $section) {
    $parent = $section['parent'] ? get_cat_ID($section['parent']) : 0;
    wp_insert_term($section['name'], 'category', ['parent' => $parent]);
}
foreach ($paper['authors'] as $author) {
    wp_insert_user([
        'user_login' => sanitize_title($author['name']),
        'user_pass' => 'quay',
        'user_email' => sanitize_title($author['name']) . '@example.com',
        'display_name' => $author['name'],
        'description' => $author['about'],
        'role' => 'author',
    ]);
}
foreach ($paper['pages'] as $page) {
    wp_insert_post(wp_slash([
        'post_type' => 'page',
        'post_status' => 'publish',
        'post_title' => $page['title'],
        'post_content' => $page['content'],
    ]));
}

// A menu for classic themes, the same for block themes.
$menu = wp_create_nav_menu('Sections');
$links = '';
foreach ($paper['sections'] as $section) {
    $term = get_cat_ID($section['name']);
    wp_update_nav_menu_item($menu, 0, [
        'menu-item-object' => 'category',
        'menu-item-object-id' => $term,
        'menu-item-type' => 'taxonomy',
        'menu-item-status' => 'publish',
    ]);
    $link = ['label' => $section['name'], 'type' => 'category', 'id' => $term,
        'url' => get_category_link($term), 'kind' => 'taxonomy'];
    $links .= '<!-- wp:navigation-link ' . wp_json_encode($link) . " /-->\n";
}
wp_insert_post(wp_slash(['post_type' => 'wp_navigation', 'post_status' => 'publish',
    'post_title' => 'Sections', 'post_content' => $links]));

// Twenty Twenty-Two's own header lists pages only: its owner has edited it.
$header = '<!-- wp:site-title /-->' . "\n<!-- wp:navigation -->\n$links<!-- /wp:navigation -->";
$part = wp_insert_post(wp_slash(['post_type' => 'wp_template_part', 'post_name' => 'header',
    'post_status' => 'publish', 'post_title' => 'Header', 'post_content' => $header]));
wp_set_object_terms($part, 'twentytwentytwo', 'wp_theme');
wp_set_object_terms($part, 'header', 'wp_template_part_area');
