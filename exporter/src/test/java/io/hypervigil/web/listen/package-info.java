@NullMarked
package io.hypervigil.web.listen;

import org.jspecify.annotations.NullMarked;
