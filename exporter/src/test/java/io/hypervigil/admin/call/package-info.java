@NullMarked
package io.hypervigil.admin.call;

import org.jspecify.annotations.NullMarked;
