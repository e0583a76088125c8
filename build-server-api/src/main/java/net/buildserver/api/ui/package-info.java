/** The web interface: its one page, its files with their version in the address, and the libraries that they use. */
@NullMarked
package net.buildserver.api.ui;

import org.jspecify.annotations.NullMarked;
