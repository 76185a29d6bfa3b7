<?php
// Shuts the roads named by the second argument, with commas between; "" opens all.
require __DIR__ . '/paper.php';
update_option('shut_roads', $argv[2]);
