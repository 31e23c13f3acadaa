"""What the pages are put together from; only here and in the pages is Streamlit spoken."""
