"""The corpus: sources in mark-up to gold records, checks, counts, splits by layout, augmentation."""
