/** Whether the quotes can be relied upon: how the order books are kept, and how often they were found wrong. */
@NullMarked
package io.slipstream.dashboard.books;

import org.jspecify.annotations.NullMarked;
