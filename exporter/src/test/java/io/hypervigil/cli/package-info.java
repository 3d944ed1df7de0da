@NullMarked
package io.hypervigil.cli;

import org.jspecify.annotations.NullMarked;
