// Filled by the suite of this target.
