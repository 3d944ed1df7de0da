@NullMarked
package io.hypervigil.admin.job;

import org.jspecify.annotations.NullMarked;
