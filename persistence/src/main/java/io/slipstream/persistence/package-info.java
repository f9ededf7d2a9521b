/** JPA entities, Flyway migrations, the batched journal writer. */
@NullMarked
package io.slipstream.persistence;

import org.jspecify.annotations.NullMarked;
