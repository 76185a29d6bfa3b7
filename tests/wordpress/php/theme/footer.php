<div <?php drawn('foot'); ?>>
    <p>© Harbour Lite. All stories are invented.</p>
    <p><a href="<?php echo get_feed_link(); ?>">RSS</a> <a href="<?php echo get_month_link(2022, 3); ?>">March 2022</a></p>
    <p>More about: <?php wp_tag_cloud(['number' => 12, 'smallest' => 12, 'largest' => 12]); ?></p>
</div>
</div>
<?php wp_footer(); ?>
</body>
</html>
