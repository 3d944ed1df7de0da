@NullMarked
package io.hypervigil.config;

import org.jspecify.annotations.NullMarked;
