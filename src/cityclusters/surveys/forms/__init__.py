"""What people type about surveys and needs, one file per subject. Forms only parse."""
