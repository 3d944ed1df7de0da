@NullMarked
package io.hypervigil.collect.settings;

import org.jspecify.annotations.NullMarked;
