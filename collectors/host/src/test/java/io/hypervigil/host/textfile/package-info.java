@NullMarked
package io.hypervigil.host.textfile;

import org.jspecify.annotations.NullMarked;
