@NullMarked
package io.hypervigil.recording;

import org.jspecify.annotations.NullMarked;
