"""What the WordPress on loopback is made of, and what of it is missing here."""

from tests import debian

PARTS = {
    "wordpress": "/usr/share/wordpress/wp-load.php",
    "wordpress-theme-twentytwentyone": (
        "/usr/share/wordpress/wp-content/themes/twentytwentyone/style.css"
    ),
    "wordpress-theme-twentytwentytwo": (
        "/usr/share/wordpress/wp-content/themes/twentytwentytwo/style.css"
    ),
    "wordpress-theme-twentytwentythree": (
        "/usr/share/wordpress/wp-content/themes/twentytwentythree/style.css"
    ),
    "mariadb-server": "/usr/sbin/mariadbd",
    "apache2": "/usr/sbin/apache2",
    "libapache2-mod-php": "/usr/lib/apache2/modules/libphp*.so",
    "php-cli": "/usr/bin/php",
    "php-gd": "/usr/lib/php/*/gd.so",
    "php-mysql": "/usr/lib/php/*/mysqli.so",
    # wp-sitemap.xml needs it.
    "php-xml": "/usr/lib/php/*/simplexml.so",
    # Starts a service that ends when we end, however we end.
    "util-linux": "/usr/bin/setpriv",
}
"""Debian's packages, each with a file (or pattern) that shows it is installed."""


def reason() -> str | None:
    """Why WordPress cannot run here and what would help; None where it can."""
    return debian.reason(PARTS)
