<!DOCTYPE html>
<html <?php language_attributes(); ?>>
<head>
<meta charset="<?php bloginfo('charset'); ?>">
<meta name="viewport" content="width=device-width, initial-scale=1">
<?php wp_head(); ?>
</head>
<body>
<div <?php drawn('page'); ?> id="top">
<div <?php drawn('head'); ?>>
    <div <?php drawn('name'); ?>><a href="<?php echo home_url('/'); ?>"><?php bloginfo('name'); ?></a></div>
    <?php wp_nav_menu(['theme_location' => 'primary', 'container' => false, 'menu_class' => '', 'menu_id' => 'm']); ?>
    <ul><?php wp_list_pages(['title_li' => '']); ?></ul>
    <?php get_search_form(); ?>
</div>
