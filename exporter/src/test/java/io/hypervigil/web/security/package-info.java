@NullMarked
package io.hypervigil.web.security;

import org.jspecify.annotations.NullMarked;
