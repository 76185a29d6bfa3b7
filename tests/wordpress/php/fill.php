<?php
// Fills an installed WordPress with the pictures and posts of paper.json; prints, as
// JSON, the number and address that each was given.
require __DIR__ . '/paper.php';
require_once ABSPATH . 'wp-admin/includes/image.php';

$wpdb->query('SET autocommit = 0');
wp_defer_term_counting(true);
wp_defer_comment_counting(true);

$pictures = array_map('add_picture', array_column($paper['pictures'], null, 'name'));
$posts = array_map('add_post', array_column($paper['posts'], null, 'key'));
foreach ($paper['posts'] as $post) {
    add_links($posts[$post['key']]['number'], $post);
}
wp_defer_term_counting(false);
wp_defer_comment_counting(false);
$wpdb->query('COMMIT');
foreach ($pictures as $name => $picture) {
    $pictures[$name]['url'] = get_permalink($picture['number']);
}
echo wp_json_encode(['posts' => $posts, 'pictures' => $pictures, 'others' => others()]);

// A plain picture of 640 by 360 points, coloured by its name.
function add_picture(array $picture): array {
    $canvas = imagecreatetruecolor(640, 360);
    imagefill($canvas, 0, 0, crc32($picture['name']) & 0xffffff);
    ob_start();
    imagepng($canvas);
    $upload = wp_upload_bits($picture['name'] . '.png', null, ob_get_clean(), '2022/01');
    $number = wp_insert_attachment(wp_slash([
        'post_title' => $picture['name'],
        'post_excerpt' => $picture['legend'],
        'post_mime_type' => 'image/png',
        'post_status' => 'inherit',
    ]), $upload['file']);
    $sizes = wp_generate_attachment_metadata($number, $upload['file']);
    wp_update_attachment_metadata($number, $sizes);
    return ['number' => $number, 'file' => $upload['url']];
}

function add_post(array $post): array {
    global $wpdb, $pictures;
    $number = wp_insert_post(wp_slash([
        'post_title' => $post['title'],
        'post_name' => $post['slug'],
        'post_content' => $post['content'],
        'post_excerpt' => $post['excerpt'],
        'post_status' => $post['status'],
        'post_password' => $post['password'],
        'post_author' => get_user_by('slug', sanitize_title($post['author']))->ID,
        'post_date' => get_date_from_gmt($post['published']),
        'post_date_gmt' => $post['published'],
        'post_category' => array_map('get_cat_ID', $post['sections']),
        'tags_input' => $post['tags'],
        'comment_status' => 'open',
        'meta_input' => ['reading_minutes' => $post['minutes']],
    ]), true);
    if ($post['picture']) {
        set_post_thumbnail($number, $pictures[$post['picture']]['number']);
    }
    foreach ($post['pictures'] as $name) {
        $own = ['post_parent' => $number, 'post_date_gmt' => $post['published'],
            'post_date' => get_date_from_gmt($post['published'])];
        $wpdb->update($wpdb->posts, $own, ['ID' => $pictures[$name]['number']]);
        clean_post_cache($pictures[$name]['number']);
    }
    if ($post['sticky']) {
        stick_post($number);
    }
    add_comments($number, $post);
    $url = get_permalink($number);
    $old = $post['old_slug'] ? str_replace($post['slug'], $post['old_slug'], $url) : null;
    return ['number' => $number, 'url' => $url, 'old' => $old];
}

function add_comments(int $number, array $post): void {
    $parent = 0;
    foreach ($post['comments'] as $place => $words) {
        $written = gmdate('Y-m-d H:i:s', strtotime($post['published']) + 86400 * (1 + $place));
        $parent = wp_insert_comment(wp_slash([
            'comment_post_ID' => $number,
            'comment_author' => 'Reader ' . ($place + 1),
            'comment_author_email' => "reader$place@example.com",
            'comment_content' => $words,
            'comment_date_gmt' => $written,
            'comment_date' => get_date_from_gmt($written),
            'comment_parent' => $parent,
            'comment_approved' => 1,
        ]));
    }
}

// What could not be known before all was in place: links, picture numbers, changes.
function add_links(int $number, array $post): void {
    global $wpdb;
    $change = ['post_content' => preg_replace_callback(
        '/\{\{([a-z-]+):([\w-]+)\}\}/', 'placed', $post['content']
    )];
    if ($post['modified']) {
        $change['post_modified_gmt'] = $post['modified'];
        $change['post_modified'] = get_date_from_gmt($post['modified']);
    }
    $wpdb->update($wpdb->posts, $change, ['ID' => $number]);
    if ($post['old_slug']) {
        add_post_meta($number, '_wp_old_slug', $post['old_slug']);
    }
    clean_post_cache($number);
}

function placed(array $found): string {
    global $posts, $pictures;
    [, $kind, $key] = $found;
    return (string) match ($kind) {
        'link' => $posts[$key]['url'],
        'old' => $posts[$key]['old'],
        'image' => $pictures[$key]['file'],
        'image-id' => $pictures[$key]['number'],
        'image-page' => get_permalink($pictures[$key]['number']),
    };
}

// Addresses that a crawler meets and that are no articles.
function others(): array {
    $others = [home_url('/') => 'front page', home_url('/page/2/') => 'list'];
    foreach (get_terms(['taxonomy' => ['category', 'post_tag']]) as $term) {
        $others[get_term_link($term)] = $term->taxonomy;
        if ($term->taxonomy === 'category') {
            $others[home_url("/?cat=$term->term_id")] = 'category by number';
        }
    }
    foreach (get_users(['has_published_posts' => ['post']]) as $author) {
        $others[get_author_posts_url($author->ID)] = 'author';
    }
    foreach (get_pages() as $page) {
        $others[get_permalink($page)] = 'page';
    }
    $others[get_feed_link()] = 'feed';
    $others[get_year_link(2022)] = 'date';
    $others[get_month_link(2022, 3)] = 'date';
    return $others;
}
