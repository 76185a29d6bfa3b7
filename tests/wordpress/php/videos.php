<?php
// A plugin that is always on: what a video site would answer, without asking it.
add_filter('pre_oembed_result', function ($result, $url) {
    if (!preg_match('#youtube\.com/watch\?v=([\w-]+)#', $url, $found)) {
        return $result;
    }
    $player = 'https://www.youtube.com/embed/' . $found[1] . '?feature=oembed';
    return '<iframe title="A video" width="580" height="326" src="' . $player
        . '" frameborder="0" allowfullscreen></iframe>';
}, 10, 2);
