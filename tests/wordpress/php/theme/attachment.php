<?php
get_header();
the_post();
?>
<div <?php drawn('article'); ?>>
    <div <?php drawn('line'); ?>><span <?php drawn('date'); ?>><?php echo get_the_date('F j, Y'); ?></span></div>
    <h1 <?php drawn('title'); ?>><?php the_title(); ?></h1>
    <div <?php drawn('body'); ?>><?php the_content(); ?><?php the_excerpt(); ?></div>
    <?php if ($parent = get_post_parent()) : ?>
    <div <?php drawn('neighbours'); ?>>Published in <a href="<?php echo get_permalink($parent); ?>"><?php echo get_the_title($parent); ?></a></div>
    <?php endif; ?>
</div>
<?php
get_footer();
