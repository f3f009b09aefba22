"""Facts on pages: shown in the place of {fact:key}, found where they are used, changed by authors."""
