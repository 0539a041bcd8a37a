"""A pack drafted from an authority's blank .docx: proposals to correct, questions where unsure."""

from smdesk.service.drafting.draft import Draft, draft_pack, sketch_file, write_draft

__all__ = ["Draft", "draft_pack", "sketch_file", "write_draft"]
