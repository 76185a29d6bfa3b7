<?php
get_header();
the_post();
$section = get_the_category()[0] ?? null;
?>
<div <?php drawn('article'); ?>>
    <div <?php drawn('line'); ?>>
        <span <?php drawn('date'); ?>><?php echo get_the_date('F j, Y'); ?></span>
        <?php if ($minutes = (int) get_post_meta(get_the_ID(), 'reading_minutes', true)) : ?>
        <span <?php drawn('minutes'); ?>><?php echo $minutes . ($minutes === 1 ? ' min' : ' mins'); ?> read</span>
        <?php endif; ?>
    </div>
    <h1 <?php drawn('title'); ?>><?php the_title(); ?></h1>
    <?php if (has_excerpt() && !post_password_required()) : ?>
    <div <?php drawn('standfirst'); ?>><?php echo esc_html(get_the_excerpt()); ?></div>
    <?php endif; ?>
    <?php if (has_post_thumbnail() && !post_password_required()) : ?>
    <div <?php drawn('picture'); ?>><?php the_post_thumbnail('full'); ?>
        <span <?php drawn('caption'); ?>><?php echo esc_html(get_the_post_thumbnail_caption()); ?></span></div>
    <?php endif; ?>
    <div <?php drawn('body'); ?>>
        <?php the_content(); ?>
        <?php wp_link_pages(); ?>
    </div>
    <div <?php drawn('neighbours'); ?>>
        <?php neighbour('Previous Story', get_previous_post()); ?>
        <?php neighbour('Next Story', get_next_post()); ?>
    </div>
    <?php comments_template(); ?>
</div>
<?php if ($section) : ?>
<div <?php drawn('latest'); ?>>
    <h3 <?php drawn('latest-title'); ?>>Latest from <a href="<?php echo get_category_link($section); ?>"><?php echo esc_html($section->name); ?></a></h3>
    <?php
    $others = ['category' => $section->term_id, 'exclude' => [get_the_ID()]];
    cards(get_posts($others + ['numberposts' => 5]), 30);
    ?>
</div>
<?php endif; ?>
<div <?php drawn('to-top'); ?>><a href="#top">Go to<span <?php drawn('top'); ?>>Top</span></a></div>
<?php if ($section) : ?>
<div <?php drawn('missed'); ?>>
    <h3 <?php drawn('missed-title'); ?>>Don't Miss</h3>
    <?php cards(get_posts($others + ['numberposts' => 2, 'offset' => 5]), 10); ?>
</div>
<?php endif; ?>
<?php
get_footer();
