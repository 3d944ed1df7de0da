@NullMarked
package io.hypervigil.containers.http;

import org.jspecify.annotations.NullMarked;
