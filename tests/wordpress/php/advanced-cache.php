<?php
// Keeps each page as it was first made, as the caches do that most sites have: our site
// stands still. The file "dress" names its theme, and the roads that are shut; without
// it, and for commands, nothing is kept.
$folder = dirname(__DIR__, 2);
$dress = @file_get_contents($folder . '/dress');
if ($dress === false || PHP_SAPI === 'cli' || $_SERVER['REQUEST_METHOD'] !== 'GET') {
    return;
}
[$theme, $shut] = explode(' ', $dress);
$address = $_SERVER['REQUEST_URI'];
if (!preg_match('~wp-json|rest_route|feed|sitemap|robots~', $address)) {
    // Of the roads, a page only links the API.
    $shut = strpos($shut, 'rest') === false ? '' : 'rest';
}
$kept = $folder . '/kept/' . sha1("$theme $shut $address");
$answer = @file_get_contents($kept);
if ($answer !== false) {
    [$status, $headers, $body] = unserialize($answer);
    http_response_code($status);
    foreach ($headers as $header) {
        header($header, false);
    }
    exit($body);
}
ob_start(function ($body) use ($kept) {
    $answer = serialize([http_response_code(), headers_list(), $body]);
    // Another request of the same page must not find half of it.
    if (@file_put_contents("$kept." . getmypid(), $answer)) {
        rename("$kept." . getmypid(), $kept);
    }
    return $body;
});
