@NullMarked
package io.hypervigil.admin;

import org.jspecify.annotations.NullMarked;
