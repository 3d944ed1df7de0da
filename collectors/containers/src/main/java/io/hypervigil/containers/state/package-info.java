/** What runtimes say of their containers, running or not. */
@NullMarked
package io.hypervigil.containers.state;

import org.jspecify.annotations.NullMarked;
