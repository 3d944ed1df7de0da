@NullMarked
package io.hypervigil.web.api;

import org.jspecify.annotations.NullMarked;
