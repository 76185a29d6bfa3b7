<?php
get_header();
the_post();
?>
<div <?php drawn('article'); ?>>
    <h1 <?php drawn('title'); ?>><?php the_title(); ?></h1>
    <div <?php drawn('body'); ?>><?php the_content(); ?></div>
</div>
<?php
get_footer();
