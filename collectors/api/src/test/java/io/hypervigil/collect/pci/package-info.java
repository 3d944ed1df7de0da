@NullMarked
package io.hypervigil.collect.pci;

import org.jspecify.annotations.NullMarked;
