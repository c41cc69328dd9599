"""Parts of the attacked province: dossiers in every kind of dealing, and what the console keeps."""
