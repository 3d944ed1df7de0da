@NullMarked
package io.hypervigil.docs;

import org.jspecify.annotations.NullMarked;
