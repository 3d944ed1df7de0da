@NullMarked
package io.hypervigil.collect.files;

import org.jspecify.annotations.NullMarked;
