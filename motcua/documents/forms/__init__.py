"""The legal papers: what stands on them, which number they carry, and their printing as PDF/A."""
