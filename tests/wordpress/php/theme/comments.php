<?php
if (post_password_required()) {
    return;
}
?>
<div <?php drawn('comments'); ?>>
    <?php if (have_comments()) : ?>
    <h3 <?php drawn('comments-title'); ?>><?php comments_number(); ?></h3>
    <ol><?php wp_list_comments(); ?></ol>
    <?php endif; ?>
    <?php comment_form(); ?>
</div>
<?php
