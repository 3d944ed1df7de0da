@NullMarked
package io.hypervigil.collect.quota;

import org.jspecify.annotations.NullMarked;
