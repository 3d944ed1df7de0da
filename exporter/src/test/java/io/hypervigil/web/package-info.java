@NullMarked
package io.hypervigil.web;

import org.jspecify.annotations.NullMarked;
