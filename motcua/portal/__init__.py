"""The citizen's and business's door: find, file, follow, receive."""
