package io.hypervigil.nvml.owner;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What an owner's process or virtual GPU uses of a GPU now. */
record Usage(OwnerKey owner, String gpu, OptionalLong memoryBytes, OptionalDouble smShare) {}
