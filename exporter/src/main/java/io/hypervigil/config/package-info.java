/** What the process can be told in files and flags. */
@NullMarked
package io.hypervigil.config;

import org.jspecify.annotations.NullMarked;
