<?php
// Puts on the theme named by the second argument.
require __DIR__ . '/paper.php';
$theme = wp_get_theme($argv[2]);
if (!$theme->exists()) {
    fwrite(STDERR, "no theme named $argv[2]\n");
    exit(1);
}
switch_theme($argv[2]);
$menu = wp_get_nav_menu_object('Sections')->term_id;
set_theme_mod('nav_menu_locations', ['primary' => $menu]);
