<?php
// Loads WordPress at the command line, as its administrator, with the paper at hand.
$folder = $argv[1];
require $folder . '/abspath.php';
$_SERVER['HTTP_HOST'] = 'localhost';
$_SERVER['REQUEST_METHOD'] = 'GET';
require ABSPATH . 'wp-load.php';
wp_set_current_user(1);
kses_remove_filters(); // An editor's content is stored as written.
$paper = json_decode(file_get_contents($folder . '/paper.json'), true);
