<?php
get_header();
?>
<div <?php drawn('list'); ?>>
    <?php if (!is_home()) : ?>
    <h1 <?php drawn('list-title'); ?>><?php the_archive_title(); ?></h1>
    <?php endif; ?>
    <?php while (have_posts()) : the_post(); ?>
    <div <?php drawn('entry'); ?>>
        <h2 <?php drawn('entry-title'); ?>><a href="<?php the_permalink(); ?>"><?php the_title(); ?></a></h2>
        <div <?php drawn('entry-text'); ?>><?php echo esc_html(wp_trim_words(get_the_excerpt(), 30, '')); ?></div>
    </div>
    <?php endwhile; ?>
    <div <?php drawn('pages'); ?>><?php next_posts_link('Older posts'); ?> <?php previous_posts_link('Newer posts'); ?></div>
</div>
<?php
get_footer();
