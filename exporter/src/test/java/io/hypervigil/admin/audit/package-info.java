@NullMarked
package io.hypervigil.admin.audit;

import org.jspecify.annotations.NullMarked;
