<?php
// Puts on the theme named by the second argument, its lists as the third says. Run it
// twice: WordPress settles a new theme's menus and sidebars when it is next loaded.
require __DIR__ . '/paper.php';
if (get_stylesheet() !== $argv[2]) {
    switch_theme($argv[2]);
    exit;
}
$menu = wp_get_nav_menu_object('Sections')->term_id;
set_theme_mod('display_excerpt_or_full_post', $argv[3]);
set_theme_mod('nav_menu_locations', ['primary' => $menu]);
// Search, latest posts, latest comments, archives, sections: what comes with WordPress.
$widgets = ['block-2', 'block-3', 'block-4', 'block-5', 'block-6'];
if (is_registered_sidebar('sidebar-1')) {
    wp_set_sidebars_widgets(['sidebar-1' => $widgets, 'wp_inactive_widgets' => []]);
}
