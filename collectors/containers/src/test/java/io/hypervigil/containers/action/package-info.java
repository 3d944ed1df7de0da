@NullMarked
package io.hypervigil.containers.action;

import org.jspecify.annotations.NullMarked;
