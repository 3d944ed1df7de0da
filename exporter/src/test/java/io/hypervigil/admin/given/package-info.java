@NullMarked
package io.hypervigil.admin.given;

import org.jspecify.annotations.NullMarked;
